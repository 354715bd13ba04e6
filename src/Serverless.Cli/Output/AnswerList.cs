namespace Serverless.Cli.Output;

/// <summary>A list that is written as it comes, where its format lets it: JSON and ids. Columns wait for all rows.</summary>
/// <param name="console">Where to.</param>
/// <param name="format">How.</param>
/// <param name="table">Shows items to people.</param>
sealed class AnswerList<T>(CliConsole console, OutputFormat format, Func<IReadOnlyList<T>, Table> table)
{
    readonly List<T> _waiting = [];

    /// <value>How many were added.</value>
    public int Count { get; private set; }

    public void Add(T item)
    {
        switch (format)
        {
            case OutputFormat.Json:
                console.Out.Write(Count == 0 ? "[\n" : ",\n");
                console.Out.Write(Answer.Json(item));
                break;
            case OutputFormat.Id:
                Answer.Write(console, format, item, () => table([item]));
                break;
            default:
                _waiting.Add(item);
                break;
        }

        Count++;
    }

    /// <summary>Writes what is left to write.</summary>
    public void End()
    {
        if (format == OutputFormat.Json)
        {
            console.Out.WriteLine(Count == 0 ? "[]" : "\n]");
        }
        else if (format != OutputFormat.Id)
        {
            Answer.Write(console, format, _waiting, () => table(_waiting));
        }
    }
}
