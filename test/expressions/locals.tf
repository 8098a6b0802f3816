terraform {}

resource "terraform_data" "t" {
  input = jsondecode(timestamp())
}

locals {
  tpl = format("Hi %s{name}", "$")
  s   = terraform_data.t.id
  any = terraform_data.t.output
  n   = tonumber(terraform_data.t.id)
  b   = terraform_data.t.id == "x"
  ul  = split(",", terraform_data.t.id)
  um  = zipmap(local.ul, local.ul)
  us  = toset(local.ul)
  o   = { a = terraform_data.t.id, b = "x" }
}
