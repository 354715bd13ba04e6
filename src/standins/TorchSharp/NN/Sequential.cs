using System.Globalization;

namespace TorchSharp.Modules;

/// <summary>Modules applied one after the other; what lies between them is disposed at once.</summary>
public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    readonly List<torch.nn.IModule<torch.Tensor, torch.Tensor>> _steps = [];

    protected internal Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules)
        : base(nameof(Sequential)) => Array.ForEach(modules, module => append(module.name, module.submodule));

    protected internal Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules)
        : base(nameof(Sequential)) => Array.ForEach(modules, module => append(module));

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    public int Count => _steps.Count;

    [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
    public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => _steps[index];

    public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
    {
        register_module(name, (torch.nn.Module)module);
        _steps.Add(module);
        return this;
    }

    /// <summary>Appends a module under its position as name.</summary>
    public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) =>
        append(Count.ToString(CultureInfo.InvariantCulture), module);

    public override torch.Tensor forward(torch.Tensor tensor)
    {
        if (Count == 0)
        {
            return tensor.alias();
        }

        var current = _steps[0].call(tensor);
        foreach (var step in _steps.Skip(1))
        {
            using var former = current;
            current = step.call(former);
        }

        return current;
    }
}
