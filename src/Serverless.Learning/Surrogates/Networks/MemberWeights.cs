using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Draws initial weights from a seed, member by member: the weights of a member do not depend on the number of members.</summary>
sealed class MemberWeights(long seed)
{
    int _parameter;

    /// <summary>Fills a parameter uniformly within a bound.</summary>
    /// <param name="parameter">The parameter, with members as its slowest dimension.</param>
    /// <param name="members">The number of members.</param>
    /// <param name="bound">The bound, positive.</param>
    public void Fill(Tensor parameter, int members, double bound)
    {
        var values = new float[parameter.numel()];
        var each = values.Length / members;
        for (var member = 0; member < members; member++)
        {
            var random = RandomStream.For(seed, _parameter, RandomPurpose.Weights + (member * RandomPurpose.Count));
            foreach (ref var value in values.AsSpan(member * each, each))
            {
                value = (float)(bound * ((2 * random.NextDouble()) - 1));
            }
        }

        _parameter++;
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }
}
