namespace TorchSharp.Modules;

/// <summary>The mean (or sum) of squared differences.</summary>
public sealed class MSELoss : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
{
    readonly torch.nn.Reduction _reduction;

    internal MSELoss(torch.nn.Reduction reduction)
        : base(nameof(MSELoss)) => _reduction = reduction;

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
        torch.nn.functional.mse_loss(input, target, _reduction);
}
