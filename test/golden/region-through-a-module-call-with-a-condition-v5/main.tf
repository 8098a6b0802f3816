# Planned with version 5 of the AWS provider, whose resources have no region argument.

variable "region" {
  type    = string
  default = "eu-west-1"
}

module "web" {
  source = "./web"
  region = terraform.workspace == "default" ? "us-west-2" : var.region
}
