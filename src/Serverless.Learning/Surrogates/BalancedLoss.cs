using Serverless.Learning.Balancing;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Computes the loss of each target separately, and adds the losses up with the weights of a balancer.</summary>
/// <param name="name">The name of the balancer.</param>
/// <param name="parameters">The parameters whose gradients the balancer compares.</param>
/// <param name="targets">The number of targets.</param>
sealed class BalancedLoss(string name, IReadOnlyList<Parameter> parameters, int targets)
{
    readonly IBalancer _balancer = Balancers.Create(name, targets);
    readonly double[] _last = [.. Enumerable.Repeat(double.NaN, targets)];

    /// <summary>Returns the loss of a batch, a scalar.</summary>
    /// <remarks>A target has weight 0 in this step if no value of it is known in the batch, or if its loss is 0.</remarks>
    /// <param name="lossOf">Computes the loss of the surrogate's kind for a batch in which one target is known.</param>
    /// <param name="batch">The known values.</param>
    /// <param name="random">The random stream of the step.</param>
    /// <exception cref="SurrogateFitException">A loss or its gradient is no longer finite.</exception>
    public Tensor Of(Func<FitBatch, Tensor> lossOf, FitBatch batch, RandomStream random)
    {
        Tensor[] losses = [.. Enumerable.Range(0, targets).Select(target => lossOf(Only(batch, target)))];
        using var counted = batch.Known.sum([0]).cpu();
        var entries = counted.data<float>().ToArray();
        return Of(losses, target => entries[target] > 0, random);
    }

    /// <summary>Returns the loss of a step, a scalar.</summary>
    /// <param name="losses">The loss of each target; a target whose loss is 0 has nothing left to learn.</param>
    /// <param name="isKnown">Returns whether any value of a target is known in this step.</param>
    /// <param name="random">The random stream of the step.</param>
    /// <exception cref="SurrogateFitException">A loss or its gradient is no longer finite.</exception>
    public Tensor Of(Tensor[] losses, Func<int, bool> isKnown, RandomStream random)
    {
        double[] values = Array.ConvertAll(losses, static loss => (double)loss.item<float>());
        int[] known = [.. Enumerable.Range(0, targets).Where(target => isKnown(target) && values[target] != 0)];
        if (known.Length == 0)
        {
            return Sum(losses);
        }

        try
        {
            var weights = Weigh(losses, values, known, random);
            return Sum(known.Zip(weights, (target, weight) => losses[target] * weight));
        }
        catch (BalancingException unbalanced)
        {
            throw new SurrogateFitException($"The fit diverged: {unbalanced.Message}");
        }
    }

    static Tensor Sum(IEnumerable<Tensor> losses) => losses.Aggregate(static (sum, loss) => sum + loss);

    /// <summary>Returns the weights of the known targets.</summary>
    double[] Weigh(Tensor[] losses, double[] values, int[] known, RandomStream random)
    {
        foreach (var target in known)
        {
            _last[target] = values[target];
        }

        if (known.Length < targets && _balancer.Memory.Length == 0)
        {
            // A balancer without memory weighs the known losses as if there were no others.
            return Balancers.Create(name, known.Length).Weigh(
                new(Array.ConvertAll(known, target => values[target]), ProductsOf(Array.ConvertAll(known, target => losses[target])), random));
        }

        var usual = known.Average(target => values[target]);
        var weights = _balancer.Weigh(new(Array.ConvertAll(_last, last => double.IsNaN(last) ? usual : last), ProductsOf(losses), random)
        {
            Unknown = [.. Enumerable.Range(0, targets).Except(known)],
        });
        return Array.ConvertAll(known, target => weights[target]);
    }

    GradientProducts? ProductsOf(Tensor[] losses)
    {
        if (!_balancer.NeedsProducts)
        {
            return null;
        }

        Parameter[] learning = [.. parameters.Where(parameter => parameter.requires_grad)];
        var gradients = stack(losses.Select(loss =>
        {
            var found = autograd.grad([loss], learning, retain_graph: true, allow_unused: true);
            return cat([.. found.Zip(learning, static (gradient, parameter) =>
                (gradient is null || gradient.IsInvalid ? parameter.zeros_like() : gradient).flatten())]);
        }));
        return new([.. gradients.mm(gradients.t()).to_type(float64).cpu().contiguous().data<double>()]);
    }

    static FitBatch Only(FitBatch batch, int target)
    {
        var isOnly = zeros(1, batch.Known.shape[1], device: batch.Known.device);
        isOnly[0, target] = 1;
        return batch with { Known = batch.Known * isOnly };
    }
}
