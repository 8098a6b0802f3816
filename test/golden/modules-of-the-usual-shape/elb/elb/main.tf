variable "name" {
  type = string
}

variable "listeners" {
  type = list(map(string))
}

resource "aws_elb" "this" {
  count              = 1
  name               = var.name
  availability_zones = ["eu-west-1a"]

  dynamic "listener" {
    for_each = var.listeners

    content {
      lb_port            = listener.value.lb_port
      lb_protocol        = listener.value.lb_protocol
      instance_port      = listener.value.instance_port
      instance_protocol  = listener.value.instance_protocol
      ssl_certificate_id = lookup(listener.value, "ssl_certificate_id", null)
    }
  }
}

output "name" {
  value = one(aws_elb.this[*].name)
}
