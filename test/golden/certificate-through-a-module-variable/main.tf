provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

resource "aws_acm_certificate" "unrelated" {
  domain_name       = "unrelated.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_2048"
}

module "web" {
  source          = "./web"
  certificate_arn = aws_acm_certificate.shop.arn
}
