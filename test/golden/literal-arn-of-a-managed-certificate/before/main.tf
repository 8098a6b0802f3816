provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}
