namespace Serverless.Core.Tables;

/// <summary>A table does not hold what its description says; the message names the file, the line and the remedy.</summary>
public sealed class TableException : Exception
{
    public TableException(string source, long line, string reason)
        : base(FormattableString.Invariant($"{source}, line {line}: {reason}"))
    {
    }

    public TableException(string source, string reason)
        : base($"{source}: {reason}")
    {
    }
}
