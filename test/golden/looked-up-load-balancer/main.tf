provider "aws" {
  region = "eu-west-1"
}

data "aws_elb" "portal" {
  name = "old-portal"
}

output "dns_name" {
  value = data.aws_elb.portal.dns_name
}
