using System.Diagnostics;

namespace Serverless.Testing;

/// <summary>Waits for a condition that another process or task brings about.</summary>
public static class Eventually
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until <paramref name="ask"/> gives a value that is not null.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="ask">Gives null while the fact does not hold yet.</param>
    /// <param name="within">How long to wait: generous, since it only bounds a hung test.</param>
    /// <exception cref="TimeoutException">It did not come about in time.</exception>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromMinutes(4);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } value)
            {
                return value;
            }

            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}.");
            }

            await Task.Delay(Interval);
        }
    }

    /// <summary>Asks until <paramref name="ask"/> gives true.</summary>
    public static Task HoldsAsync(string what, Func<Task<bool>> ask, TimeSpan? within = null) =>
        GetAsync(what, async () => await ask() ? "yes" : null, within);
}
