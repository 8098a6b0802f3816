# Planned with version 5 of the AWS provider, whose resources have no region argument.

variable "region" {
  type    = string
  default = "eu-north-1"
}

module "web" {
  source = "./web"
  region = var.region
}
