provider "aws" {
  region = "eu-west-1"
}

module "certificate" {
  source = "./certificate"

  for_each = {
    "blog.example.com" = "EC_prime256v1"
    "shop.example.com" = "RSA_2048"
  }

  domain_name   = each.key
  key_algorithm = each.value
}

resource "aws_elb" "blog" {
  name               = "blog"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = module.certificate["blog.example.com"].arn
  }
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = module.certificate["shop.example.com"].arn
  }
}
