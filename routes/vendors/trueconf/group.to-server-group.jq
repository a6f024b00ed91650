# A group {name} → the group as the server should have it.
{ display_name: .name }
