using Serverless.Learning.Balancing;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Takes each target's loss by itself and adds them up as a balancer says.</summary>
/// <param name="name">The balancer's.</param>
/// <param name="parameters">Whose gradients it compares.</param>
/// <param name="targets">How many.</param>
sealed class BalancedLoss(string name, IReadOnlyList<Parameter> parameters, int targets)
{
    readonly IBalancer _balancer = Balancers.Create(name, targets);
    readonly double[] _last = [.. Enumerable.Repeat(double.NaN, targets)];

    /// <summary>The loss of a batch, a scalar.</summary>
    /// <remarks>A target of which nothing is known in the batch, or nothing is left to learn there, counts 0 in this step.</remarks>
    /// <param name="lossOf">The kind's own, of a batch in which one target is known.</param>
    /// <param name="batch">What is known.</param>
    /// <param name="random">Of the step.</param>
    /// <exception cref="SurrogateFitException">A loss or its gradient is no finite number any more.</exception>
    public Tensor Of(Func<FitBatch, Tensor> lossOf, FitBatch batch, RandomStream random)
    {
        Tensor[] losses = [.. Enumerable.Range(0, targets).Select(target => lossOf(Only(batch, target)))];
        using var counted = batch.Known.sum([0]).cpu();
        var entries = counted.data<float>().ToArray();
        return Of(losses, target => entries[target] > 0, random);
    }

    /// <summary>The loss of a step, a scalar.</summary>
    /// <param name="losses">By target; one that is 0 has nothing left to learn.</param>
    /// <param name="isKnown">Whether anything is known of a target in this step.</param>
    /// <param name="random">Of the step.</param>
    /// <exception cref="SurrogateFitException">A loss or its gradient is no finite number any more.</exception>
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

    /// <summary>The weights of the known ones.</summary>
    double[] Weigh(Tensor[] losses, double[] values, int[] known, RandomStream random)
    {
        foreach (var target in known)
        {
            _last[target] = values[target];
        }

        if (known.Length < targets && _balancer.Memory.Length == 0)
        {
            // One that remembers nothing weighs fewer losses as if there were no more.
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
