-- What was handed in and what happened stays as it is; only the seal on it may be made anew under another key.
grant update (name) on dossier_file to {{runtime}};
grant update (reason) on clock_act to {{runtime}};
grant update (note) on act_note to {{runtime}};
grant update (decision_note, receiver, delivery, complaint_reference) on decision_history to {{runtime}};
grant update (comment) on rating to {{runtime}};
grant update (question) on consultation to {{runtime}};
grant update (reason) on refund to {{runtime}};
grant update (answers) on earlier_declaration to {{runtime}};
