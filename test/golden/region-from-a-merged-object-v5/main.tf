# Planned with version 5 of the AWS provider, whose resources have no region argument.

variable "defaults" {
  type    = object({ region = string })
  default = { region = "eu-west-1" }
}

module "web" {
  source   = "./web"
  settings = merge(var.defaults, { region = "us-west-2" })
}
