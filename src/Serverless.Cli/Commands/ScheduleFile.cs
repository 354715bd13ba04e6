using System.Text.Json;

namespace Serverless.Cli.Commands;

/// <summary>Creates the body that defines a schedule: the options of the command line, and a search request that a user wrote.</summary>
public static class ScheduleFile
{
    /// <summary>Inserts a request file into a schedule. Values that are null are left to the platform's defaults.</summary>
    /// <param name="console">The console with standard input.</param>
    /// <param name="path">The request, which the platform validates.</param>
    /// <param name="expression">The expression for the due times.</param>
    /// <param name="timeZone">The time zone of the expression and the window.</param>
    /// <param name="device">The device that replaces that of the request.</param>
    /// <param name="overlap">The name of the overlap policy.</param>
    /// <param name="window">The two times of day of the window.</param>
    /// <exception cref="CliException">The file cannot be read, or is not JSON.</exception>
    public static byte[] Write(CliConsole console, string path, string expression, string? timeZone, string? device, string? overlap, string[]? window)
    {
        var request = RequestFile.ReadBytes(console, path);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("expression", expression);
            foreach (var (name, value) in new[] { ("timeZone", timeZone), ("device", device), ("overlap", overlap) })
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            if (window is [var from, var to])
            {
                json.WriteStartObject("pauseOutside");
                json.WriteString("from", from);
                json.WriteString("to", to);
                json.WriteEndObject();
            }

            json.WritePropertyName("request");
            try
            {
                json.WriteRawValue(RequestFile.WithoutMark(request));
            }
            catch (Exception fault) when (fault is JsonException or ArgumentException)
            {
                throw new CliException(
                    ExitCodes.Usage, $"{InputFile.Name(path)} is not JSON.", $"Show where and why: serverless validate {InputFile.Name(path)}");
            }

            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
