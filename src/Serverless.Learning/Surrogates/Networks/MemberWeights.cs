using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Draws initial weights from a seed, member by member: a member's do not depend on how many there are.</summary>
sealed class MemberWeights(long seed)
{
    int _parameter;

    /// <summary>Fills a parameter uniformly within a bound.</summary>
    /// <param name="parameter">Members are its slowest dimension.</param>
    /// <param name="members">How many.</param>
    /// <param name="bound">Positive.</param>
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
