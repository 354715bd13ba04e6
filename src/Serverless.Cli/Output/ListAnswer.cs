namespace Serverless.Cli.Output;

/// <summary>Writes a list as far as it was asked for, and says when there is more.</summary>
public static class ListAnswer
{
    /// <param name="console">Where to.</param>
    /// <param name="format">How.</param>
    /// <param name="limit">The most to write; null: all.</param>
    /// <param name="ask">Gets at most so many.</param>
    /// <param name="table">Shows them to people.</param>
    public static async Task WriteAsync<T>(
        CliConsole console, OutputFormat format, int? limit, Func<int, Task<IReadOnlyList<T>>> ask, Func<IReadOnlyList<T>, Table> table)
    {
        // One more than is shown tells whether there are more.
        var found = await ask(limit is < int.MaxValue ? limit.Value + 1 : int.MaxValue).ConfigureAwait(false);
        var shown = limit is { } most ? found.Take(most).ToArray() : [.. found];
        Answer.WriteList(console, format, shown, () => table(shown));
        if (found.Count > shown.Length)
        {
            await console.Error.WriteLineAsync($"These are {shown.Length}; there are more. All: --all").ConfigureAwait(false);
        }
    }
}
