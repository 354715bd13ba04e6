namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. It outlives dispose scopes once its module has it.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Takes the tensor's place: <paramref name="data"/> is not usable afterwards.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false) => DisposeScope.Replace(data, this);
}
