variable "name" {
  type = string
}

variable "listeners" {
  type = list(map(string))
}

module "elb" {
  source    = "./elb"
  name      = var.name
  listeners = var.listeners
}

output "name" {
  value = module.elb.name
}
