provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "shop" {
  certificate_arn = aws_acm_certificate.shop.arn
}

module "web" {
  source          = "./web"
  certificate_arn = aws_acm_certificate.shop.arn

  depends_on = [aws_acm_certificate_validation.shop]
}
