using System.Globalization;
using Serverless.Learning.Kernels;

namespace Serverless.Worker;

/// <summary><c>--check</c>: shows what each of libtorch's kernel settings computes on this machine, and which one is used.</summary>
static class KernelTable
{
    const int SettingWidth = 18;

    /// <returns>One of the <see cref="ExitCodes"/>: success when at least one setting computes correct results.</returns>
    public static int Write(KernelChoice kernels, TextWriter output, TextWriter error)
    {
        try
        {
            var reports = kernels.CheckAll();
            var layers = reports.SelectMany(report => report.Errors).Select(each => each.Name).Distinct().ToList();
            var width = layers.Select(name => name.Length).Append(0).Max() + 2;
            Line(output, width, "relative error", reports.Select(report => report.Setting));
            layers.ForEach(layer => Line(output, width, layer, reports.Select(report => ErrorOf(report, layer))));
            output.WriteLine();
            foreach (var report in reports)
            {
                output.WriteLine($"{report.Setting}: {report.Summary}");
            }

            var taken = kernels.Take(reports);
            output.WriteLine($"taken: {taken.Name}, {taken.Description}");
            return ExitCodes.Success;
        }
        catch (TorchException unfit)
        {
            error.WriteLine(unfit.Message);
            return ExitCodes.NotSetUp;
        }
    }

    static void Line(TextWriter output, int width, string name, IEnumerable<string> cells) =>
        output.WriteLine(name.PadRight(width) + string.Concat(cells.Select(cell => cell.PadLeft(SettingWidth))));

    static string ErrorOf(KernelReport report, string layer) =>
        report.Errors.FirstOrDefault(each => each.Name == layer)?.Relative.ToString("0.0E+00", CultureInfo.InvariantCulture) ?? "-";
}
