"""What acts of a whole programme are called, under the subject they belong to."""

from typing import Final

from pulang.kernel.words import Words

SUBJECTS: Final = {
    "programmes": Words(id="Susunan program", en="Set-up"),
    "coordination": Words(id="Rapat dan keputusan", en="Meetings and decisions"),
    "partners": Words(id="Mitra", en="Partners"),
    "funds": Words(id="Dana", en="Money"),
    "payments": Words(id="Pembayaran bantuan", en="Payments of aid"),
    "aid": Words(id="Bantuan", en="Aid"),
    "journeys": Words(id="Perjalanan", en="Journeys"),
    "statements": Words(id="Catatan umum", en="On record"),
    "cases": Words(id="Verifikasi", en="Verification"),
    "readiness": Words(id="Syarat", en="Conditions"),
    "audit": Words(id="Pernyataan keliru", en="Mistakes"),
}

CALLED: Final = {
    "programmes.programme.open": Words(id="Program dibuka", en="Programme opened"),
    "programmes.site.add": Words(id="Lokasi ditambahkan", en="Site added"),
    "programmes.block.add": Words(id="Blok ditambahkan", en="Block added"),
    "programmes.site.mark": Words(id="Lokasi dibuka atau ditutup", en="Site opened or closed"),
    "programmes.stakeholder.list": Words(id="Kelompok yang ikut bersuara", en="Group with a say"),
    "programmes.decree.issue": Words(id="Keputusan pejabat terbit", en="Decree issued"),
    "programmes.decree.revoke": Words(id="Keputusan pejabat dicabut", en="Decree revoked"),
    "coordination.meeting.expect": Words(id="Rapat ditunggu", en="Meeting expected"),
    "coordination.meeting.plan": Words(id="Rapat dijadwalkan", en="Meeting planned"),
    "coordination.meeting.hold": Words(id="Rapat berlangsung", en="Meeting held"),
    "coordination.meeting.cancel": Words(id="Rapat dibatalkan", en="Meeting cancelled"),
    "coordination.agenda.put": Words(id="Butir agenda rapat", en="Point of an agenda"),
    "coordination.agenda.drop": Words(id="Butir agenda dikeluarkan", en="Point taken off an agenda"),
    "coordination.minutes.issue": Words(id="Notulen dibuat", en="Minutes drawn up"),
    "coordination.decision.make": Words(id="Keputusan rapat", en="Decision made"),
    "coordination.decision.withdraw": Words(id="Keputusan rapat ditarik", en="Decision withdrawn"),
    "coordination.decision.correct": Words(id="Catatan keputusan dibetulkan", en="Decision set right"),
    "coordination.condition.meet": Words(id="Syarat keputusan dipenuhi", en="Condition of a decision met"),
    "coordination.consultation.record": Words(id="Pertemuan dengan warga", en="Meeting with residents"),
    "partners.document.file": Words(id="Surat lembaga diajukan", en="Institution's paper filed"),
    "partners.document.check": Words(id="Surat lembaga diperiksa", en="Institution's paper looked at"),
    "partners.approval.record": Words(id="Persetujuan mitra", en="Approval of a partner"),
    "partners.assignment.record": Words(id="Penugasan mitra", en="Assignment of a partner"),
    "funds.source.open": Words(id="Sumber dana dibuka", en="Source of money opened"),
    "funds.source.confirm": Words(id="Kepastian dana", en="Word on a source of money"),
    "funds.fare.estimate": Words(id="Perkiraan harga tiket", en="Ticket price expected"),
    "funds.money.allocate": Words(id="Dana dialokasikan", en="Money allocated"),
    "funds.money.release": Words(id="Dana dicairkan", en="Money released"),
    "funds.money.reduce": Words(id="Alokasi dikurangi", en="Allocation reduced"),
    "funds.money.commit": Words(id="Dana diikat", en="Money tied"),
    "funds.money.uncommit": Words(id="Ikatan dana dilepas", en="Money untied"),
    "funds.paper.issue": Words(id="Dokumen anggaran tercatat", en="Paper of the budget recorded"),
    "funds.year.close": Words(id="Tahun anggaran ditutup", en="Fiscal year closed"),
    "funds.payment.ask": Words(id="Pembayaran dimintakan", en="Payment asked for"),
    "funds.payment.approve": Words(id="Pembayaran disetujui", en="Payment approved"),
    "funds.payment.refuse": Words(id="Pembayaran ditolak", en="Payment refused"),
    "funds.money.refund": Words(id="Dana dikembalikan", en="Money refunded"),
    "journeys.plan.accept": Words(id="Rencana perjalanan diterima", en="Plan of journeys accepted"),
    "payments.batch.ask": Words(id="Daftar bayar diajukan", en="List of payments asked for"),
    "payments.file.make": Words(id="Berkas untuk bank dibuat", en="File for the bank made"),
    "payments.result.take": Words(id="Hasil bank dimasukkan", en="Bank's result taken over"),
    "aid.decree.issue": Words(id="SK penetapan penerima", en="Beneficiary decree"),
    "aid.beneficiary.list": Words(id="Penetapan penerima bantuan", en="Cases listed for aid"),
    "aid.beneficiary.remove": Words(id="Penerima dikeluarkan dari SK", en="Cases taken off a decree"),
    "statements.figure.report": Words(id="Angka yang disebut", en="Stated number"),
    "statements.conflict.note": Words(id="Penjelasan angka yang berbeda", en="Why a number differs"),
    "statements.promise.make": Words(id="Janji", en="Promise"),
    "statements.promise.keep": Words(id="Janji ditepati", en="Promise kept"),
    "statements.statement.record": Words(id="Pernyataan atau keluhan", en="Statement or grievance"),
    "cases.round.open": Words(id="Putaran verifikasi dibuka", en="Verification round opened"),
    "cases.attester.list": Words(id="Kelompok saksi didaftarkan", en="Attesters listed"),
    "cases.attester.unlist": Words(id="Kelompok saksi dikeluarkan", en="Attesters unlisted"),
    "readiness.gate.waive": Words(id="Syarat dikesampingkan", en="Condition set aside"),
    "readiness.waiver.end": Words(id="Syarat berlaku lagi", en="Condition counts again"),
    "audit.act.strike": Words(id="Catatan dinyatakan keliru", en="Act struck"),
}


def verbs_of(subject: str) -> tuple[str, ...]:
    """This will give the acts of one subject, or of all where none is named."""
    return tuple(verb for verb in CALLED if not subject or verb.startswith(f"{subject}."))
