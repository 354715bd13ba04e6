using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Adam; weight decay adds to the gradients.</summary>
public class Adam : AdamFamily
{
    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(parameters, Settings(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
    {
    }

    private protected override torch.Tensor[] Decay(Options settings, torch.Tensor[] parameters, torch.Tensor[] gradients) =>
        Aten.CallForMany("_foreach_add.List", gradients, parameters, settings.weight_decay);
}
