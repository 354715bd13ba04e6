using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019): parameters shrink by lr · weight decay before each step.</summary>
public class AdamW : AdamFamily
{
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(parameters, Settings(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
    {
    }

    private protected override torch.Tensor[] Decay(Options settings, torch.Tensor[] parameters, torch.Tensor[] gradients)
    {
        Aten.Run("_foreach_mul_.Scalar", parameters, 1 - (settings.LearningRate!.Value * settings.weight_decay!.Value));
        return gradients;
    }
}
