namespace Serverless.Core.Surrogates;

/// <summary>Mean and standard deviation over the predictions of members.</summary>
static class MemberSpread
{
    public static double Mean(ReadOnlySpan<float> values, int count, int stride)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += values[i * stride];
        }

        return sum / count;
    }

    /// <summary>Returns the standard deviation with n − 1, since members are a sample of all that could have been fitted.</summary>
    public static double Deviation(ReadOnlySpan<float> values, int count, int stride)
    {
        var mean = Mean(values, count, stride);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            var difference = values[i * stride] - mean;
            sum += difference * difference;
        }

        return count > 1 ? Math.Sqrt(sum / (count - 1)) : 0;
    }
}
