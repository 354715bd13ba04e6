namespace TorchSharp.Modules;

/// <summary>The cross entropy of class scores and classes.</summary>
public sealed class CrossEntropyLoss : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
{
    const long NothingIgnored = -100;
    readonly torch.Tensor? _weight;
    readonly long _ignoreIndex;
    readonly torch.nn.Reduction _reduction;

    internal CrossEntropyLoss(torch.Tensor? weight, long? ignoreIndex, torch.nn.Reduction reduction)
        : base(nameof(CrossEntropyLoss))
    {
        _weight = weight;
        _ignoreIndex = ignoreIndex ?? NothingIgnored;
        _reduction = reduction;
    }

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
        torch.nn.functional.cross_entropy(input, target, _weight, _ignoreIndex, _reduction);
}
