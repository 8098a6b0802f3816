variable "load_balancer_arn" {}
variable "certificate_arn" {}

resource "aws_lb_listener" "this" {
  load_balancer_arn = var.load_balancer_arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = var.certificate_arn
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}

output "arn" {
  value = aws_lb_listener.this.arn
}
