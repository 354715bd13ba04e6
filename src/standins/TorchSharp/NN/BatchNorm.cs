namespace TorchSharp.Modules;

/// <summary>Batch normalisation: per channel, subtract the mean and divide by the standard deviation, then scale and shift.</summary>
public abstract class BatchNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    readonly int _leastDimensions;
    readonly int _mostDimensions;

    private protected BatchNorm(string name, (int Least, int Most) dimensions, BatchNormOptions options)
        : base(name)
    {
        (_leastDimensions, _mostDimensions) = dimensions;
        (num_features, eps, momentum, affine, track_running_stats, var device, var dtype) = options;
        if (affine)
        {
            register_parameter(nameof(weight), new Parameter(torch.ones(num_features, dtype, device)));
            register_parameter(nameof(bias), new Parameter(torch.zeros(num_features, dtype, device)));
        }

        if (track_running_stats)
        {
            register_buffer(nameof(running_mean), torch.zeros(num_features, dtype, device));
            register_buffer(nameof(running_var), torch.ones(num_features, dtype, device));
            register_buffer(nameof(num_batches_tracked), torch.tensor(0L, dtype, device));
        }
    }

    public long num_features { get; }

    /// <summary>What is added to the variance, so that nothing is divided by zero.</summary>
    public double eps { get; set; }

    /// <summary>The share of the new batch in the running statistics; null averages over all batches.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    /// <summary>Null without <see cref="affine"/>, whatever the type says: the real package has it so.</summary>
    public Parameter weight => Registered(nameof(weight))!;

    public Parameter? bias => Registered(nameof(bias));

    public torch.Tensor? running_mean => RegisteredBuffer(nameof(running_mean));

    public torch.Tensor? running_var => RegisteredBuffer(nameof(running_var));

    public torch.Tensor? num_batches_tracked => RegisteredBuffer(nameof(num_batches_tracked));

    public override torch.Tensor forward(torch.Tensor input)
    {
        var dimensions = input.ndim;
        if (dimensions < _leastDimensions || dimensions > _mostDimensions)
        {
            throw new ArgumentException($"expected {_leastDimensions}D to {_mostDimensions}D input, but got {dimensions}D input.");
        }

        var average = momentum ?? 0;
        if (training && num_batches_tracked is { } batches)
        {
            batches.add_(1).Dispose();
            average = momentum ?? 1 / batches.ToDouble();
        }

        return torch.nn.functional.batch_norm(
            input, running_mean, running_var, weight, bias, training || running_mean is null, average, eps);
    }

    public void reset_running_stats()
    {
        running_mean?.zero_().Dispose();
        running_var?.fill_(1).Dispose();
        num_batches_tracked?.zero_().Dispose();
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (affine)
        {
            torch.nn.init.ones_(weight);
            torch.nn.init.zeros_(bias!);
        }
    }
}
