# A group of the server → {id, name}; nothing when its answer does not say which group it is.
(if type == "object" and has("group") then .group else . end)
| if type == "object" and .id != null then { id: (.id | tostring), name: .display_name } else null end
