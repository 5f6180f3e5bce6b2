{{/* All includes of a service take (dict "root" $ "name" its name "service" its values merged over the defaults). */}}

{{- define "motcua.serviceName" -}}
{{- printf "%s-%s" .root.Release.Name .name | trunc 57 | trimSuffix "-" -}}
{{- end }}

{{- define "motcua.selectorLabels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "motcua.labels" -}}
{{ include "motcua.selectorLabels" . }}
{{ include "motcua.releaseLabels" .root }}
{{- end }}

{{- define "motcua.podLabels" -}}
{{ include "motcua.selectorLabels" . }}
app.kubernetes.io/part-of: motcua
{{- end }}

{{/* Selects all pods of a release, whatever they run. */}}
{{- define "motcua.everyPodLabels" -}}
app.kubernetes.io/part-of: motcua
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "motcua.releaseLabels" -}}
app.kubernetes.io/part-of: motcua
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end }}

{{- define "motcua.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end }}
