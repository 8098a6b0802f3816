# Planned with version 5 of the AWS provider, whose resources have no region argument.

terraform {
  required_providers {
    amazon = {
      source = "hashicorp/aws"
    }
  }
}

provider "amazon" {
  region = "eu-west-1"
}

resource "aws_elb" "shop" {
  provider = amazon
  name     = "shop"
  subnets  = ["subnet-0a1b2c3d4e5f60718"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:acm:us-east-1:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"
  }
}
