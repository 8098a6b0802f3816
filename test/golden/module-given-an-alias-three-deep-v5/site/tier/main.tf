variable "certificate_arn" {
  type = string
}

module "web" {
  source          = "./web"
  certificate_arn = var.certificate_arn
}
