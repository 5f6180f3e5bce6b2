{{/* Parts of every pod: what Pod Security calls restricted, and files from Secrets. */}}

{{- define "motcua.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "motcua.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "motcua.imageReference" -}}
image: {{ include "motcua.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}

{{/* Secrets that a pod of a service reads as files, by the folder of /etc/motcua that they are in. */}}
{{- define "motcua.secretFiles" -}}
{{- $files := dict "keys" .Values.keys.existingSecret -}}
{{- with .Values.database.caExistingSecret }}{{ $_ := set $files "database-ca" . }}{{ end -}}
{{- with .Values.kafka.caExistingSecret }}{{ $_ := set $files "kafka-ca" . }}{{ end -}}
{{- with .Values.grpc.tlsExistingSecret }}{{ $_ := set $files "grpc" . }}{{ end -}}
{{- toYaml $files -}}
{{- end }}

{{- define "motcua.secretMounts" -}}
{{- range $folder, $_ := . }}
- name: {{ $folder }}
  mountPath: /etc/motcua/{{ $folder }}
  readOnly: true
{{- end }}
{{- end }}

{{- define "motcua.secretVolumes" -}}
{{- range $folder, $secret := . }}
- name: {{ $folder }}
  secret:
    secretName: {{ $secret }}
    defaultMode: 0440
{{- end }}
{{- end }}
