namespace Serverless.Cli.Local;

/// <summary>What commands that run things on this machine say while they do.</summary>
public static class Messages
{
    /// <summary>Writes a line that begins as those of the entry script do.</summary>
    public static void Say(this TextWriter writer, string message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine($"serverless: {message}");
    }
}
