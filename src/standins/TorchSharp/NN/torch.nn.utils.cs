using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Operations on many parameters at once.</summary>
        public static partial class utils
        {
            // Keeps a norm of zero from being divided by.
            const double Least = 1e-6;

            /// <summary>Scales all gradients so that their joint norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var noGradients = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(tensor => tensor.grad).OfType<Tensor>().ToList();
                if (gradients.Count == 0)
                {
                    return 0;
                }

                var norm = stack(gradients.Select(gradient => gradient.norm((float)norm_type))).norm((float)norm_type);
                var factor = (max_norm / (norm + Least)).clamp(max: 1.0);
                gradients.ForEach(gradient => gradient.mul_(factor));
                return norm.ToDouble();
            }
        }
    }
}
