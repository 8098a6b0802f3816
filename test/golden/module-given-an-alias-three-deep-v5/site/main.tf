variable "certificate_arn" {
  type = string
}

module "tier" {
  source          = "./tier"
  certificate_arn = var.certificate_arn
}
