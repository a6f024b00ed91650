# A conference as the server shows it → the same with another owner (variable owner), whole, as the server wants it to be replaced.
# What only the server writes is left out.
(if has("conference") then .conference else . end)
| del(.state, .url, .webclient_url, .created_at, .stream_recording_state)
| .owner = variable("owner")
| if .invitations then .invitations |= [.[] | { id, display_name }] else . end
