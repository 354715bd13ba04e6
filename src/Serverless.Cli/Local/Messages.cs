namespace Serverless.Cli.Local;

/// <summary>Writes the messages of commands that run processes on this machine.</summary>
public static class Messages
{
    /// <summary>Writes a line with the same beginning as those of the entry script.</summary>
    public static void Say(this TextWriter writer, string message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine($"serverless: {message}");
    }
}
