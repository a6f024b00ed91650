# A page of conferences → {items, total}, of each what tells whose it is and how it is.
# tagged and marked are our markers, as far as the server keeps tags, and at the end of the description.
(if type == "array" then { conferences: . } else . end)
| {
    items: [
      .conferences[]?
      | select(type == "object" and .id != null)
      | {
          id: (.id | tostring), topic, owner, state, url, webclientUrl: .webclient_url,
          tagged: ([.tags | arrays | .[] | strings | select(startswith("convene_"))] | first),
          marked: ([.description | strings | scan("#([a-z2-9]{10})[[:space:]]*$") | .[0]] | first)
        }
      | with_entries(select(.value != null))
    ],
    total: (.cnt | if type == "string" then tonumber else . end)
  }
| with_entries(select(.value != null))
