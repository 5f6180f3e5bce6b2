{{/*
The environment of a service that is no secret, as a map of strings. Pods read it from the service's ConfigMap; a migration, which runs
before there is one, has it inline.
*/}}
{{- define "motcua.environment" -}}
{{- $values := .root.Values -}}
{{- $environment := dict
  "MOTCUA_MODE" $values.mode
  "MOTCUA_ALLOW_PLAIN_TEXT" (join " " $values.allowPlainText)
  "MOTCUA_HTTP_PORT" "8080"
  "MOTCUA_GRPC_PORT" "9090"
  "MOTCUA_LOG_LEVEL" $values.logLevel
  "MOTCUA_DATABASE_HOST" $values.database.host
  "MOTCUA_DATABASE_PORT" (toString $values.database.port)
  "MOTCUA_KEYS_FILE" "/etc/motcua/keys/keys.json"
  "MOTCUA_PEERS" (include "motcua.peers" .root)
  "MOTCUA_TRUSTED_PROXIES" (ternary (toString $values.ingress.trustedProxies) "0" $values.ingress.enabled)
-}}
{{- $environment = merge $environment (include "motcua.kafkaEnvironment" .root | fromYaml) -}}
{{- if $values.database.caExistingSecret -}}
{{- $_ := set $environment "MOTCUA_DATABASE_CA_FILE" "/etc/motcua/database-ca/ca.crt" -}}
{{- end -}}
{{- if $values.grpc.tlsExistingSecret -}}
{{- $_ := set $environment "MOTCUA_GRPC_CERT_FILE" "/etc/motcua/grpc/tls.crt" -}}
{{- $_ := set $environment "MOTCUA_GRPC_KEY_FILE" "/etc/motcua/grpc/tls.key" -}}
{{- $_ := set $environment "MOTCUA_GRPC_CA_FILE" "/etc/motcua/grpc/ca.crt" -}}
{{- end -}}
{{- with $values.otlpEndpoint -}}
{{- $_ := set $environment "MOTCUA_OTLP_ENDPOINT" . -}}
{{- end -}}
{{- if .service.portal -}}
{{- $_ := set $environment "MOTCUA_PORTAL_DIRECTORY" "/app/apps/portal/dist" -}}
{{- $_ := set $environment "MOTCUA_API_DESCRIPTION_FILE" "/app/libs/sdk/src/gen/openapi.json" -}}
{{- end -}}
{{- with include "motcua.publicUrl" .root -}}
{{- $_ := set $environment "MOTCUA_PUBLIC_URL" . -}}
{{- end -}}
{{- range $name, $value := .service.settings -}}
{{- $_ := set $environment (include "motcua.variable" $name) (include "motcua.plain" $value) -}}
{{- end -}}
{{- toYaml $environment -}}
{{- end }}

{{/* Where no address is given, people come to the host of the ingress; in production by https, whoever holds the certificate. */}}
{{- define "motcua.publicUrl" -}}
{{- with .Values -}}
{{- if .publicUrl -}}
{{ .publicUrl }}
{{- else if .ingress.host -}}
{{ ternary "https" "http" (or (eq .mode "production") (ne .ingress.tlsExistingSecret "")) }}://{{ .ingress.host }}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "motcua.kafkaEnvironment" -}}
MOTCUA_KAFKA_BROKERS: {{ join "," .Values.kafka.brokers | quote }}
{{- if .Values.kafka.caExistingSecret }}
MOTCUA_KAFKA_CA_FILE: /etc/motcua/kafka-ca/ca.crt
{{- end }}
{{- end }}

{{/* Secrets of a running service, as a list of variables. */}}
{{- define "motcua.secretEnvironment" -}}
- name: MOTCUA_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ .root.Values.database.existingSecret }}, key: {{ .name }} }
{{ include "motcua.kafkaSecretEnvironment" .root }}
{{- range $name, $reference := .service.secretSettings }}
- name: {{ include "motcua.variable" $name }}
  valueFrom:
    secretKeyRef: { name: {{ $reference.existingSecret }}, key: {{ $reference.key }} }
{{- end }}
{{- end }}

{{- define "motcua.kafkaSecretEnvironment" -}}
{{- with .Values.kafka.existingSecret }}
- name: MOTCUA_KAFKA_USERNAME
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: username }
- name: MOTCUA_KAFKA_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: password }
{{- end }}
{{- end }}

{{/* The gRPC doors of all services; headless, so that a client sees every pod and balances over them. */}}
{{- define "motcua.peers" -}}
{{- $peers := list -}}
{{- range $name, $_ := .Values.services -}}
{{- $peers = append $peers (printf "%s=dns:///%s-grpc:9090" $name (include "motcua.serviceName" (dict "root" $ "name" $name))) -}}
{{- end -}}
{{- join " " $peers -}}
{{- end }}

{{/* `passwordMemoryKib` is read from MOTCUA_PASSWORD_MEMORY_KIB. */}}
{{- define "motcua.variable" -}}
MOTCUA_{{ snakecase . | upper }}
{{- end }}

{{/* Helm reads numbers as floating-point ones and would write 20971520 as 2.097152e+07. */}}
{{- define "motcua.plain" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) -}}
{{ int64 . }}
{{- else -}}
{{ . }}
{{- end -}}
{{- end }}
