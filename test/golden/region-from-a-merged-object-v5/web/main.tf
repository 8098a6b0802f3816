variable "settings" {
  type = object({ region = string })
}

provider "aws" {
  region = var.settings.region
}

resource "aws_elb" "shop" {
  name    = "shop"
  subnets = ["subnet-0a1b2c3d4e5f60718"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:acm:us-west-2:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"
  }
}
