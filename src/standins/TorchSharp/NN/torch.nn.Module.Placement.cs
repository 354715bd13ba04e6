namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves and converts the parameters and buffers; integer buffers keep their type.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) => Place(device, dtype, non_blocking);

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Place(new Device(deviceType, deviceIndex), null, non_blocking);

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Place(null, dtype, non_blocking);

            /// <summary>Parameters stay the same objects, so that an optimiser made before the move goes on with them.</summary>
            Module Place(Device? device, ScalarType? dtype, bool non_blocking)
            {
                if (dtype is not null && !is_floating_point(dtype.Value) && !is_complex(dtype.Value))
                {
                    throw new ArgumentException(
                        $"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}", nameof(dtype));
                }

                using var noGradients = no_grad();
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    var required = parameter.requires_grad;
                    parameter.Become(Placed(parameter, device, dtype, non_blocking));
                    parameter.requires_grad = required;
                    if (gradient is not null)
                    {
                        using var moved = Placed(gradient, device, dtype, non_blocking);
                        parameter.grad = moved;
                    }
                }

                foreach (var buffer in buffers())
                {
                    buffer.Become(Placed(buffer, device, dtype, non_blocking));
                }

                return this;
            }

            static Tensor Placed(Tensor tensor, Device? device, ScalarType? dtype, bool non_blocking)
            {
                var type = tensor.is_floating_point() ? dtype ?? tensor.dtype : tensor.dtype;
                using var placed = tensor.to(type, device ?? tensor.device, non_blocking: non_blocking);
                return placed.detach();
            }
        }
    }
}
