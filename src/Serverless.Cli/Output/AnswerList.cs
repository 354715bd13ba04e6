namespace Serverless.Cli.Output;

/// <summary>Writes a list as its items arrive, if its format allows that: JSON and ids. Columns need all rows first.</summary>
/// <param name="console">The console.</param>
/// <param name="format">The format.</param>
/// <param name="table">Formats items for users.</param>
sealed class AnswerList<T>(CliConsole console, OutputFormat format, Func<IReadOnlyList<T>, Table> table)
{
    readonly List<T> _waiting = [];

    /// <value>The number of items that were added.</value>
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

    /// <summary>Writes what remains to be written.</summary>
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
