using TorchSharp.Modules;

namespace TorchSharp.Tests.Optimizers;

/// <summary>One parameter whose loss is half its square, so that its gradient is itself.</summary>
sealed class Quadratic : IDisposable
{
    public const double Start = 2.0;

    public Parameter Parameter { get; } = nn.Parameter(tensor(new[] { Start }));

    public double Value => Parameter.data<double>()[0];

    /// <summary>Takes a step and returns the parameter's value after it.</summary>
    public double Step(optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        (Parameter.square().sum() / 2).backward();
        optimizer.step();
        return Value;
    }

    public void Dispose() => Parameter.Dispose();
}
