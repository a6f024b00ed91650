# A page of groups → {items: [{id, name}], next}; what is not above 0 is no next page.
{
  items: [ .groups[]? | select(type == "object" and .id != null) | { id: (.id | tostring), name: .display_name } ],
  next: (.next_page_id // -1)
}
