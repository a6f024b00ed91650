# A person {name} → the name under which the person is invited.
{ display_name: .name }
