namespace Serverless.StandIns.AzureFunctions.Tests.Host;

/// <summary>What the activities of all processes did, in a folder that outlives them.</summary>
static class Ledger
{
    static readonly string Folder = Environment.GetEnvironmentVariable("TEST_LEDGER") ?? Directory.GetCurrentDirectory();

    /// <summary>Notes that an activity began.</summary>
    internal static void Note(string line)
    {
        // Opened for appending, a short line is written whole, also beside another process.
        using var file = new FileStream(Path.Combine(Folder, "ledger"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>Whether this is the first time that the name is taken, over all processes.</summary>
    internal static bool IsFirst(string name)
    {
        try
        {
            using var file = new FileStream(Path.Combine(Folder, name), FileMode.CreateNew);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether a test has made the file.</summary>
    internal static bool Has(string name) => File.Exists(Path.Combine(Folder, name));
}
