variable "name" {
  type = string
}

variable "key_algorithm" {
  type = string
}

resource "aws_acm_certificate" "this" {
  domain_name       = "${var.name}.example.com"
  validation_method = "DNS"
  key_algorithm     = var.key_algorithm
}

module "web" {
  source          = "./web"
  count           = 1
  name            = var.name
  certificate_arn = aws_acm_certificate.this.arn
}
