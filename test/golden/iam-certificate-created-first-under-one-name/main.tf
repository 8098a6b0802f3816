# Planned after the configuration with another certificate text was applied.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region = "eu-west-1"
}
resource "aws_iam_server_certificate" "shop" {
  name             = "shop"
  certificate_body = file("b.crt")
  private_key      = file("b.key")
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]
  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.shop.arn
  }
}
